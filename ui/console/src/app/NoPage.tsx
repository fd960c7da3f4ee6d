import { Link } from "react-router";
import { Page } from "../parts/Page.tsx";

/** What shows at an address that the console does not know. */
export function NoPage() {
  return (
    <Page title="There is no such page">
      <p>
        Check the address, or go to the <Link to="/events">events</Link>.
      </p>
    </Page>
  );
}
