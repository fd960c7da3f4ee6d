import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { problem } from "../../test/answers.ts";
import { expectNoViolations } from "../../test/axe.ts";
import { person } from "../../test/people.ts";
import { ProfileServer } from "../../test/server.ts";
import { ada, show } from "../../test/views.tsx";
import { BuilderProfile } from "./BuilderProfile.tsx";

const PATH = "/v1/builders/ada";
const profile = <BuilderProfile userId="ada" data-testid="profile" className="mine" />;
const heading = () => screen.findByRole("heading", { name: "Ada Byron", level: 2 });

describe("what everybody sees", () => {
  it("is what she shows, and no control", async () => {
    const { container } = show(profile);
    await heading();

    expect(screen.getByRole("article", { name: "Ada Byron" })).toHaveClass("ps-root", "mine");
    expect(screen.getByText("Engines that think")).toBeInTheDocument();
    expect(screen.getByText("Open to work")).toBeInTheDocument();
    expect(screen.getByText("4.9 of 5")).toBeInTheDocument();
    expect(screen.getByRole("heading", { name: "Notes", level: 4 })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: /example.com\/notes/ })).toHaveAttribute(
      "href",
      "https://example.com/notes?x=1",
    );
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.queryByText("Hourly rate")).toBeNull();
    await expectNoViolations(container);
  });

  it("is found by the profile's address, too", async () => {
    show(<BuilderProfile slug="ada" />);
    await heading();
  });

  it("stands where the host wants it in the outline", async () => {
    show(<BuilderProfile userId="ada" headingLevel={1} />);
    await screen.findByRole("heading", { name: "Ada Byron", level: 1 });
    expect(screen.getByRole("heading", { name: "About", level: 2 })).toBeInTheDocument();
  });

  it("has the host's own actions", async () => {
    show(<BuilderProfile userId="ada" actions={<button type="button">Write to her</button>} />);
    expect(await screen.findByRole("button", { name: "Write to her" })).toBeInTheDocument();
  });

  it("is text, whatever is in it", async () => {
    const script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    const builder = ada({
      bio: script,
      headline: script,
      topSkills: [script],
      socialLinks: { [script]: "javascript:alert(1)" },
    });
    const { container } = show(profile, { server: new ProfileServer(builder) });
    await heading();

    expect(screen.getAllByText(script)).toHaveLength(4);
    expect(container.querySelector("script, img")).toBeNull();
    expect(container.querySelector("[href^='javascript:']")).toBeNull();
  });
});

describe("what the builder sees", () => {
  it("is her rate, her version and what Clerk is told soon", async () => {
    const pendingPush = { fields: ["hourlyRate" as const], since: "2026-11-20T09:00:00.000Z" };
    const server = new ProfileServer(ada({ pendingPush }));
    const { container } = show(<BuilderProfile userId="ada" currency="EUR" />, { server, as: "ada" });
    await heading();

    const own = screen.getByRole("region", { name: "Only you and admins see this" });
    expect(own).toHaveTextContent("€85.00 an hour");
    expect(own).toHaveTextContent("1, last changed on January 5, 2026");
    expect(own).toHaveTextContent("Saved. Clerk is told soon of: hourly rate.");
    expect(await screen.findByRole("button", { name: "Edit profile" })).toBeInTheDocument();
    expect(screen.queryByText("For admins")).toBeNull();
    await expectNoViolations(container);
  });

  it("is an invitation to write, when there is nothing yet", async () => {
    const empty = person("ada", ["BUILDER"]);
    Object.assign(empty.builder ?? {}, {
      bio: null,
      headline: null,
      domains: [],
      topSkills: [],
      socialLinks: {},
    });
    const { container } = show(profile, { server: new ProfileServer(empty), as: "ada" });
    expect(await screen.findByText("Your profile is empty")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("is that her profile is hidden, when it is", async () => {
    const { container } = show(profile, { server: new ProfileServer(ada({ active: false })), as: "ada" });
    expect(await screen.findByText("This profile is hidden")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("is why she can't edit, when her account is suspended", async () => {
    const suspended = ada();
    suspended.user = { ...suspended.user, status: "suspended" };
    const { container } = show(profile, { server: new ProfileServer(suspended), as: "ada" });
    expect(await screen.findByText("Your account is suspended")).toBeInTheDocument();
    expect(screen.queryByRole("button")).toBeNull();
    await expectNoViolations(container);
  });
});

describe("when there is no profile to see", () => {
  it("shows its outline while it is loaded", async () => {
    const server = new ProfileServer(ada());
    const letGo = server.hold(`GET ${PATH}`);
    const { container } = show(profile, { server });
    expect(screen.getByTestId("profile")).toHaveAttribute("aria-busy", "true");
    expect(screen.getByText("Loading the profile…")).toHaveAttribute("role", "status");
    await expectNoViolations(container);

    act(letGo);
    await heading();
    expect(screen.getByTestId("profile")).toHaveAttribute("aria-busy", "false");
  });

  it("says that there is none", async () => {
    const { container } = show(<BuilderProfile userId="nobody" />);
    expect(await screen.findByText("There is no such profile")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("says that the session has ended", async () => {
    const server = new ProfileServer(ada());
    const fetch = async () => problem(401, "bad_token");
    const { container } = show(profile, { server, as: "ada", fetch });
    expect(await screen.findByText("You are signed out")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("says that the viewer's account was deleted", async () => {
    const server = new ProfileServer(ada());
    const fetch = async () => problem(403, "account_deleted");
    show(profile, { server, as: "ada", fetch });
    expect(await screen.findByText("Your account was deleted")).toBeInTheDocument();
  });

  it("says that it failed, with a reference, and tries again", async () => {
    const server = new ProfileServer(ada());
    server.next(`GET ${PATH}`, () => problem(422, "invalid_query"));
    const { user, container } = show(profile, { server });
    expect(await screen.findByRole("alert")).toHaveTextContent("req-1");
    await expectNoViolations(container);

    await user.click(screen.getByRole("button", { name: "Try again" }));
    await heading();
  });
});
