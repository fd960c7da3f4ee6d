// @vitest-environment node
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { ProfileGuard, useProfile, useProfileAuth, useSetRoles, useUpdateProfile, useUser } from "./index.ts";
import { person } from "./test/people.ts";
import { TestProvider } from "./test/provider.tsx";
import { ProfileServer } from "./test/server.ts";

function Page() {
  const { isLoading } = useProfileAuth();
  const { isSaving } = useUpdateProfile({ builder: "ada" });
  useSetRoles("ada");
  return <p>{[useProfile({ builder: "ada" }).status, useUser("ada").status, isLoading, isSaving].join()}</p>;
}

it("A server renders the hooks without a window, asks nothing, and shows nobody's profile", () => {
  const server = new ProfileServer(person("ada", ["BUILDER"]));
  const html = renderToString(
    <TestProvider server={server} as="ada">
      <Page />
      <ProfileGuard loading={<p>wait</p>}>secret</ProfileGuard>
    </TestProvider>,
  );
  expect(html).toBe("<p>loading,loading,true,false</p><p>wait</p>");
  expect(server.requests).toEqual([]);
});
