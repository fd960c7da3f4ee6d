import { type RunInput, useProfileClient } from "@buildappswith/profile-sync-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Page } from "../parts/Page.tsx";
import { NewRunForm } from "./NewRunForm.tsx";

const IF_LOST =
  "The run may have begun all the same: look for it under All runs before you press again, or there may be two.";

const START = ["start a run"];

/** Where a run is started. `?dryRun=false` in the URL offers one that repairs; nothing starts before the button is pressed. */
export function NewRunPage() {
  const [search] = useSearchParams();
  const client = useProfileClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationKey: START,
    mutationFn: async (body: RunInput) => {
      const { data } = await client.POST("/v1/reconciliations", { body });
      return data;
    },
    onSuccess: (started) => {
      queryClient.invalidateQueries({ queryKey: ["runs"] });
      if (started) navigate(`/reconciliations/${encodeURIComponent(started.runId)}`);
    },
  });
  return (
    <Page title="Start a reconciliation" back={{ to: "/reconciliations", name: "All runs" }}>
      <NewRunForm
        repairs={search.get("dryRun") === "false"}
        isStarting={start.isPending}
        // A second press may come before the button says that it was pressed.
        onStart={(run) => queryClient.isMutating({ mutationKey: START }) === 0 && start.mutate(run)}
      />
      {start.isError && <ErrorNotice error={start.error} ifLost={IF_LOST} />}
    </Page>
  );
}
