import { keepPreviousData, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useProfile } from "../profile/useProfile.ts";
import { useUpdateProfile } from "../profile/useUpdateProfile.ts";
import { person } from "../test/people.ts";
import type { TestProviderProps } from "../test/provider.tsx";
import { TestProvider } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import { useProfileAuth } from "./profileAuth.ts";

const people = () => new ProfileServer(person("ada", ["BUILDER"]), person("priya", ["CLIENT"]));

let edit: () => Promise<unknown>;

/** Shows what the viewer sees of themselves and of Ada. */
function Page() {
  const { profile } = useProfileAuth();
  const { profile: builder, status } = useProfile({ builder: "ada" });
  const { update } = useUpdateProfile({ builder: "ada" });
  edit = () => update({ headline: "Late" });
  return (
    <p>
      {profile?.user.email ?? "nobody"}, {status}, {builder?.hourlyRate ?? "no rate"}
    </p>
  );
}

function page(props: TestProviderProps) {
  return (
    <TestProvider {...props}>
      <Page />
    </TestProvider>
  );
}

describe("what a viewer saw", () => {
  it("is gone from the screen and from the cache when the next one comes", async () => {
    const [server, queryClient] = [people(), new QueryClient()];
    const { rerender } = render(page({ server, queryClient, as: "ada" }));
    await screen.findByText("ada@example.com, ready, 85.00");
    rerender(page({ server, queryClient, as: "priya" }));
    screen.getByText("nobody, loading, no rate");
    await screen.findByText("priya@example.com, ready, no rate");
    expect(kept(queryClient)).not.toContain("ada@example.com");
  });

  it("is gone when they sign out, and when the page lets go of the provider", async () => {
    const [server, queryClient] = [people(), new QueryClient()];
    const { rerender, unmount } = render(page({ server, queryClient, as: "ada" }));
    await screen.findByText("ada@example.com, ready, 85.00");
    rerender(page({ server, queryClient }));
    await screen.findByText("nobody, ready, no rate");
    expect(kept(queryClient)).not.toContain("ada@example.com");
    unmount();
    await waitFor(() => expect(queryClient.getQueryCache().getAll()).toEqual([]));
  });

  it("stays while another provider shows the same viewer", async () => {
    const [server, queryClient] = [people(), new QueryClient()];
    const both = (second: boolean) => (
      <>
        {page({ server, queryClient, as: "ada" })}
        {second && <TestProvider server={server} queryClient={queryClient} as="ada" />}
      </>
    );
    const { rerender } = render(both(true));
    await screen.findByText("ada@example.com, ready, 85.00");
    rerender(both(false));
    await act(async () => {});
    expect(kept(queryClient)).toContain("ada@example.com");
  });

  it("stays while the page puts the provider elsewhere", async () => {
    const [server, queryClient] = [people(), new QueryClient()];
    const { rerender } = render(<main>{page({ server, queryClient, as: "ada" })}</main>);
    await screen.findByText("ada@example.com, ready, 85.00");
    rerender(<div>{page({ server, queryClient, as: "ada" })}</div>);
    await act(async () => {});
    screen.getByText("ada@example.com, ready, 85.00");
  });

  it("does not come back with an answer that was on its way", async () => {
    const [server, queryClient] = [people(), new QueryClient()];
    const letMe = server.hold("GET /v1/me");
    const letBuilder = server.hold("GET /v1/builders/ada");
    const { rerender } = render(page({ server, queryClient, as: "ada" }));
    await waitFor(() => expect(server.requests).toHaveLength(2));
    rerender(page({ server, queryClient, as: "priya" }));
    await screen.findByText("priya@example.com, ready, no rate");
    await act(async () => {
      letMe();
      letBuilder();
    });
    screen.getByText("priya@example.com, ready, no rate");
    expect(kept(queryClient)).not.toContain("ada@example.com");
    expect(kept(queryClient)).not.toContain("85.00");
  });

  it("does not come back with an edit that was on its way", async () => {
    const [server, queryClient] = [people(), new QueryClient()];
    const { rerender } = render(page({ server, queryClient, as: "ada" }));
    await screen.findByText("ada@example.com, ready, 85.00");
    const letGo = server.hold("PATCH /v1/builders/ada");
    const editing = edit();
    await waitFor(() => expect(server.count("PATCH /v1/builders/ada")).toBe(1));
    rerender(page({ server, queryClient, as: "priya" }));
    await screen.findByText("priya@example.com, ready, no rate");
    letGo();
    await expect(editing).resolves.toBe("saved");
    await waitFor(() => expect(kept(queryClient)).not.toContain("85.00"), { timeout: 3000 });
    screen.getByText("priya@example.com, ready, no rate");
  });

  it("is not shown to the next one by a host's own defaults", async () => {
    const server = people();
    const queryClient = new QueryClient({
      defaultOptions: { queries: { placeholderData: keepPreviousData } },
    });
    const { rerender } = render(page({ server, queryClient, as: "ada" }));
    await screen.findByText("ada@example.com, ready, 85.00");
    rerender(page({ server, queryClient, as: "priya" }));
    screen.getByText("nobody, loading, no rate");
  });
});

describe("the provider", () => {
  it("never asks in the name of whoever came after", async () => {
    const server = people();
    let letGo = () => {};
    const slow = () => new Promise<string>((resolve) => (letGo = () => resolve("user_priya")));
    const { rerender } = render(page({ server, as: "ada", getToken: slow }));
    rerender(page({ server, as: "priya" }));
    await screen.findByText("priya@example.com, ready, no rate");
    const asked = server.requests.length;
    await act(async () => letGo());
    expect(server.requests).toHaveLength(asked);
  });

  it("asks each thing once, in strict mode and with functions that are new at each rendering", async () => {
    const server = people();
    const { rerender } = render(page({ server, as: "ada" }));
    await screen.findByText("ada@example.com, ready, 85.00");
    rerender(page({ server, as: "ada" }));
    await act(async () => {});
    expect(server.requests.map((it) => it.line)).toEqual(["GET /v1/builders/ada", "GET /v1/me"]);
    expect(server.requests.every((it) => it.token === "user_ada")).toBe(true);
  });

  it("uses the client around it, else one of its own", async () => {
    const [server, around] = [people(), new QueryClient()];
    render(<QueryClientProvider client={around}>{page({ server, as: "ada" })}</QueryClientProvider>);
    await screen.findByText("ada@example.com, ready, 85.00");
    expect(kept(around)).toContain("ada@example.com");
  });
});

function kept(queryClient: QueryClient): string {
  const queries = queryClient.getQueryCache().getAll();
  const mutations = queryClient.getMutationCache().getAll();
  return JSON.stringify([queries.map((it) => it.state), mutations.map((it) => it.state)]);
}
