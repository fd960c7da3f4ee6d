import { act, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BuilderProfile } from "../components/builder-profile/BuilderProfile.tsx";
import { person } from "../test/people.ts";
import { TestProvider } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";

async function shown() {
  const server = new ProfileServer(person("ada", ["BUILDER"]));
  render(
    <TestProvider server={server} as="ada" refreshSeconds={0.05}>
      <BuilderProfile userId="ada" />
    </TestProvider>,
  );
  await screen.findByRole("button", { name: "Edit profile" });
  return server;
}

describe("when the viewer may do other things than before", () => {
  it("what they see is read again, and shown as it is to them now", async () => {
    const server = await shown();
    const { builder, user } = server.person("ada");
    act(() => {
      user.roles = ["CLIENT"];
      if (builder) builder.active = false;
    });
    expect(await screen.findByText("This profile is hidden")).toBeInTheDocument();
  });

  it("and a suspended one loses what is theirs alone", async () => {
    const server = await shown();
    act(() => {
      server.person("ada").user.status = "suspended";
    });
    await expect.poll(() => screen.queryByText("Hourly rate")).toBeNull();
    expect(screen.queryByRole("button", { name: "Edit profile" })).toBeNull();
  });
});

it("As long as they may do the same, nothing is read again but who they are", async () => {
  const server = await shown();
  const before = server.requests.filter(({ line }) => line.includes("builders")).length;
  const me = () => server.requests.filter(({ line }) => line === "GET /v1/me").length;
  const from = me();
  await expect.poll(me).toBeGreaterThan(from + 2);
  expect(server.requests.filter(({ line }) => line.includes("builders"))).toHaveLength(before);
});
