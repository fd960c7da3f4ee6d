import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { problem } from "../../test/answers.ts";
import { expectNoViolations } from "../../test/axe.ts";
import { ProfileServer } from "../../test/server.ts";
import { ada, noor, saying, show } from "../../test/views.tsx";
import { RolesEditor } from "./RolesEditor.tsx";

const editor = <RolesEditor userId="ada" data-testid="roles" />;
const box = (name: RegExp) => screen.getByRole("checkbox", { name });
const save = () => screen.getByRole("button", { name: "Save roles" });

describe("RolesEditor", () => {
  it("shows an admin somebody's roles, and saves others", async () => {
    const { user, server, container } = show(editor, { as: "noor" });
    await screen.findByRole("group", { name: "Roles of Ada" });
    expect(box(/Builder/)).toBeChecked();
    expect(box(/Client/)).not.toBeChecked();
    expect(save()).toHaveAttribute("aria-disabled", "true");
    await expectNoViolations(container);

    box(/Client/).focus();
    await user.keyboard(" ");
    await user.click(save());
    expect(await screen.findByText("The roles are saved.")).toHaveAttribute("role", "status");
    expect(server.person("ada").user.roles).toEqual(["CLIENT", "BUILDER"]);
  });

  it("says what Clerk is told soon", async () => {
    const server = new ProfileServer(ada(), noor());
    server.person("ada").user.pendingPush = { fields: ["roles"], since: "2026-11-20T09:00:00.000Z" };
    show(editor, { server, as: "noor" });
    expect(await screen.findByText("Saved. Clerk is told soon of: roles.")).toBeInTheDocument();
  });

  it("lets the host ask for a fresh proof, and says when there is none", async () => {
    const server = new ProfileServer(ada(), noor());
    server.asksForProof = true;
    const { user, container } = show(editor, { server, as: "noor" });
    await screen.findByRole("group", { name: "Roles of Ada" });
    await user.click(box(/Client/));
    await user.click(save());
    expect(await screen.findByRole("alert")).toHaveTextContent("a fresh proof that it’s you");
    expect(box(/Client/)).toBeChecked();
    await expectNoViolations(container);
  });

  it("asks before an admin gives up being one", async () => {
    const { user, server, container } = show(<RolesEditor userId="noor" />, { as: "noor" });
    await screen.findByRole("group", { name: "Roles of Noor" });
    await user.click(box(/Admin/));
    await user.click(save());
    expect(screen.getByRole("alertdialog", { name: "Give up being an admin?" })).toBeInTheDocument();
    await expectNoViolations(container);
    await user.click(screen.getByRole("button", { name: "Stay an admin" }));
    expect(save()).toHaveFocus();
    expect(server.count("PUT /v1/users/noor/roles")).toBe(0);

    await user.click(save());
    await user.click(screen.getByRole("button", { name: "Give it up" }));
    await waitFor(() => expect(screen.queryByRole("group")).toBeNull());
    expect(server.person("noor").user.roles).toEqual([]);
  });

  it("is nothing for whoever may not", async () => {
    const { server } = show(editor, { as: "ada" });
    await waitFor(() => expect(server.count("GET /v1/me")).toBeGreaterThan(0));
    expect(screen.queryByTestId("roles")).toBeNull();
  });

  it("shows its outline while it is loaded, and what went wrong", async () => {
    const server = new ProfileServer(ada(), noor());
    const letGo = server.hold("GET /v1/users/ada");
    const { container } = show(editor, { server, as: "noor" });
    await waitFor(() => expect(screen.getByTestId("roles")).toHaveAttribute("aria-busy", "true"));
    await expectNoViolations(container);
    act(letGo);
    await screen.findByRole("group", { name: "Roles of Ada" });
  });

  it("changes nothing of an account that was deleted", async () => {
    const server = new ProfileServer(ada(), noor());
    const fetch = saying(server, "/v1/users/ada", { status: "deleted" });
    const { container } = show(editor, { server, as: "noor", fetch });
    expect(await screen.findByText("This account was deleted")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("says when the account is unknown, and when it can't be read", async () => {
    const { unmount } = show(<RolesEditor userId="nobody" />, { as: "noor" });
    expect(await screen.findByText("There is no such account")).toBeInTheDocument();
    unmount();

    const server = new ProfileServer(ada(), noor());
    let isBroken = true;
    const fetch = async (request: Request) =>
      isBroken && request.url.endsWith("/v1/users/ada")
        ? problem(422, "invalid_query")
        : server.fetch(request);
    const { user, container } = show(editor, { server, as: "noor", fetch });
    const again = await screen.findByRole("button", { name: "Try again" });
    isBroken = false;
    await user.click(again);
    await screen.findByRole("group", { name: "Roles of Ada" });
    await expectNoViolations(container);
  });
});
