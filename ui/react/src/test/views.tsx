/** What tests of components share: people with something to show, and a screen to show them on. */

import { configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { vi } from "vitest";
import type { Builder } from "../api/types.ts";
import { type Person, person } from "./people.ts";
import { TestProvider, type TestProviderProps } from "./provider.tsx";
import { ProfileServer } from "./server.ts";

// Looking for things by their role, and axe, take their time on a machine that does much else.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

/** A builder who has filled in everything; `changes` are of her profile. */
export function ada(changes: Partial<Builder> = {}): Person {
  const it = person("ada", ["BUILDER"]);
  if (!it.builder) return it;
  it.builder = {
    ...it.builder,
    displayName: "Ada Byron",
    name: "Ada Byron",
    tagline: "From an idea to a prototype",
    bio: "I write programs.\nMost are right.",
    topSkills: ["Mathematics", "Rust", "Poetry"],
    availability: "Mornings",
    verified: true,
    portfolioItems: [
      {
        title: "Notes",
        description: "The first program.",
        url: "https://example.com/notes?x=1",
        imageUrl: null,
      },
      { title: "Flyology", description: null, url: null, imageUrl: null },
      { title: "Bridge", description: null, url: "https://example.com/bridge", imageUrl: null },
    ],
    ...changes,
  };
  return it;
}

/** A client. */
export const charles = (): Person => person("charles", ["CLIENT"]);

/** An admin. */
export const noor = (): Person => person("noor", ["ADMIN"]);

/** Changes what the API says of a builder, as it answers it. */
export function saying(server: ProfileServer, path: string, changes: object): TestProviderProps["fetch"] {
  return async (request) => {
    const answer = await server.fetch(request);
    if (!answer.ok || request.method !== "GET" || new URL(request.url).pathname !== path) return answer;
    const etag = answer.headers.get("ETag");
    return Response.json({ ...(await answer.json()), ...changes }, { headers: etag ? { ETag: etag } : {} });
  };
}

/** Shows something to somebody; `as` is who looks, nobody when it is missing. */
export function show(element: ReactElement, options: Partial<TestProviderProps> = {}) {
  const server = options.server ?? new ProfileServer(ada(), charles(), noor());
  const shown = render(
    <TestProvider {...options} server={server}>
      {element}
    </TestProvider>,
  );
  return { ...shown, server, user: userEvent.setup({ delay: null }) };
}
