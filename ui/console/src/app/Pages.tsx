import { Navigate, Route, Routes, useLocation, useParams } from "react-router";
import { EventPage } from "../events/EventPage.tsx";
import { EventsPage } from "../events/EventsPage.tsx";
import { HealthPage } from "../health/HealthPage.tsx";
import { Page } from "../parts/Page.tsx";
import { NewRunPage } from "../runs/NewRunPage.tsx";
import { RunPage } from "../runs/RunPage.tsx";
import { RunsPage } from "../runs/RunsPage.tsx";
import { UserPage } from "../users/UserPage.tsx";
import { UsersPage } from "../users/UsersPage.tsx";
import { Boundary, Broken } from "./Boundary.tsx";
import { NoPage } from "./NoPage.tsx";

const BROKEN = (
  <Page title="This page broke">
    <Broken />
  </Page>
);

/** Which page is at which address. One that breaks leaves the others alone. */
export function Pages() {
  const { pathname } = useLocation();
  return (
    <Boundary key={pathname} fallback={BROKEN}>
      <PageHere />
    </Boundary>
  );
}

function PageHere() {
  return (
    <Routes>
      <Route index element={<Navigate to="/events" replace />} />
      <Route path="/events" element={<EventsPage />} />
      <Route path="/events/:id" element={<ById page={EventPage} />} />
      <Route path="/users" element={<UsersPage />} />
      <Route path="/users/:id" element={<ById page={UserPage} />} />
      <Route path="/reconciliations" element={<RunsPage />} />
      <Route path="/reconciliations/new" element={<NewRunPage />} />
      <Route path="/reconciliations/:id" element={<ById page={RunPage} />} />
      <Route path="/health" element={<HealthPage />} />
      <Route path="*" element={<NoPage />} />
    </Routes>
  );
}

/** The page of one thing; of another thing it is another page, with nothing left of the one before. */
function ById({ page: PageOf }: { page: (props: { id: string }) => React.ReactNode }) {
  const { id = "" } = useParams();
  return <PageOf key={id} id={id} />;
}
