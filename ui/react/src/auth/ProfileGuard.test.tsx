import { render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectNoViolations } from "../test/axe.ts";
import { person } from "../test/people.ts";
import { TestProvider } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import type { ProfileGuardProps } from "./ProfileGuard.tsx";
import { ProfileGuard } from "./ProfileGuard.tsx";

const people = () =>
  new ProfileServer(
    person("ada", ["BUILDER"]),
    person("noor", ["ADMIN"]),
    person("tomas", ["ADMIN"], { status: "suspended" }),
  );

async function seenBy(as: string | undefined, props: ProfileGuardProps): Promise<string | null> {
  const { container } = render(
    <TestProvider server={people()} as={as}>
      <ProfileGuard {...props} loading={<p>wait</p>} fallback={<p>no</p>}>
        <p>secret</p>
      </ProfileGuard>
    </TestProvider>,
  );
  await waitFor(() => expect(container).not.toHaveTextContent("wait"));
  await expectNoViolations(container);
  return container.textContent;
}

describe("ProfileGuard", () => {
  it("shows its children to those who may do it", async () => {
    expect(await seenBy("noor", { permission: "setRoles" })).toBe("secret");
    expect(await seenBy("ada", { permission: "setRoles" })).toBe("no");
    expect(await seenBy(undefined, { permission: "setRoles" })).toBe("no");
  });

  it("shows its children to those who are it, unless they are suspended", async () => {
    expect(await seenBy("noor", { role: "ADMIN" })).toBe("secret");
    expect(await seenBy("ada", { role: "ADMIN" })).toBe("no");
    expect(await seenBy("tomas", { role: "ADMIN" })).toBe("no");
  });

  it("wants both when both are asked for", async () => {
    expect(await seenBy("noor", { role: "BUILDER", permission: "setRoles" })).toBe("no");
  });

  it("shows its children to whoever is signed in when it asks for nothing", async () => {
    expect(await seenBy("ada", {})).toBe("secret");
    expect(await seenBy(undefined, {})).toBe("no");
  });

  it("shows nothing but what it has for that while it isn't known who is looking", () => {
    render(
      <TestProvider server={people()} userId={undefined}>
        <ProfileGuard loading={<p>wait</p>}>
          <p>secret</p>
        </ProfileGuard>
      </TestProvider>,
    );
    screen.getByText("wait");
    expect(screen.queryByText("secret")).toBeNull();
  });
});
