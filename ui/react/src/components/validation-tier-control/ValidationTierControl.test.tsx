import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { problem } from "../../test/answers.ts";
import { expectNoViolations } from "../../test/axe.ts";
import { ProfileServer } from "../../test/server.ts";
import { ada, noor, saying, show } from "../../test/views.tsx";
import { ValidationTierControl } from "./ValidationTierControl.tsx";

const control = <ValidationTierControl userId="ada" data-testid="tier" />;
const group = () => screen.findByRole("group", { name: "Validation tier" });
const tier = (at: number) => screen.getByRole("radio", { name: new RegExp(`Tier ${at}`) });

describe("ValidationTierControl", () => {
  it("sets a tier by keyboard", async () => {
    const { user, server, container } = show(control, { as: "noor" });
    await group();
    expect(tier(1)).toBeChecked();
    await expectNoViolations(container);

    tier(1).focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(await screen.findByText("Tier 3 is set.")).toHaveAttribute("role", "status");
    expect(server.person("ada").builder?.validationTier).toBe(3);
    expect(tier(3)).toBeChecked();
  });

  it("says that the profile changed meanwhile", async () => {
    const { user, server, container } = show(control, { as: "noor" });
    await group();
    server.edit("ada", { headline: "Changed" });
    await user.click(tier(2));
    await user.click(screen.getByRole("button", { name: "Set tier" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Somebody changed the profile meanwhile.");
    await expectNoViolations(container);
  });

  it.each([
    [401, "bad_token", "You are signed out."],
    [503, "unavailable", "The server says: detail of unavailable."],
  ])("says why it wasn't done: %i", async (status, code, text) => {
    const server = new ProfileServer(ada(), noor());
    const { user } = show(control, { server, as: "noor" });
    await group();
    server.next("PUT", () => problem(status, code));
    // With a new token, a 401 is tried once more.
    server.next("PUT", () => problem(status, code));
    await user.click(tier(2));
    await user.click(screen.getByRole("button", { name: "Set tier" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(text);
  });

  it("is nothing for the builder, nor without the profile's permission or the viewer's operation", async () => {
    const { server: hers, unmount } = show(control, { as: "ada" });
    await waitFor(() => expect(hers.count("GET /v1/me")).toBeGreaterThan(0));
    expect(screen.queryByTestId("tier")).toBeNull();
    unmount();

    const server = new ProfileServer(ada(), noor());
    const ways = [
      saying(server, "/v1/builders/ada", { permissions: { canView: true, canVerify: false } }),
      saying(server, "/v1/me", { permissions: ["viewBuilder", "setRoles"] }),
    ];
    for (const fetch of ways) {
      const before = server.requests.length;
      const shown = show(control, { server, as: "noor", fetch });
      await waitFor(() => expect(server.requests.length).toBeGreaterThan(before + 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(screen.queryByTestId("tier")).toBeNull();
      shown.unmount();
    }
  });
});
