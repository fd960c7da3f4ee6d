import { Alone } from "../parts/Alone.tsx";
import { Notice } from "../parts/Notice.tsx";

/** What shows when `config.json` does not say where the API is. */
export function CannotStart({ error }: { error: unknown }) {
  return (
    <Alone title="The console can’t start">
      <Notice kind="bad" title="It does not know where the API is" onRetry={() => window.location.reload()}>
        {error instanceof Error ? error.message : "Reload the page."}
      </Notice>
    </Alone>
  );
}
