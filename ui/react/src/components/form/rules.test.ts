import { expect, it } from "vitest";
import type * as z from "zod/mini";
import { entries, link, members, rate, slug } from "./rules.ts";

const faults = (schema: z.ZodMiniType, value: unknown) =>
  schema.safeParse(value).error?.issues.map((it) => [it.path.join("."), it.message]) ?? [];

it.each([
  "https://example.com",
  "HTTP://EXAMPLE.com:8080/a?b#c",
  "http://localhost/",
  "https://bücher.example/ä",
  "https://[::1]:80/x",
  "https://example.com./",
  "https://a_b.example",
])("takes the link %s", (text) => {
  expect(faults(link(true), text)).toEqual([]);
});

it.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "//example.com",
  "example.com",
  "https://",
  "https:///x",
  "https://user:pass@example.com",
  "https://user@example.com",
  "https://example.com\\@evil.example",
  "https://exa mple.com",
  'https://example.com/"onclick',
  "https://example.com/<x>",
  "https://example。com",
  "https://example..com",
  "ftp://example.com",
  "xhttps://example.com",
])("takes no link %s", (text) => {
  expect(faults(link(true), text)).toHaveLength(1);
});

it("takes blanks around a link, and none at all unless it has to be there", () => {
  expect(faults(link(), " https://example.com ")).toEqual([]);
  expect(faults(link(), "")).toEqual([]);
  expect(faults(link(true), "")).toEqual([["", "Fill this in, or remove it."]]);
});

it.each(["", "0", "85", "85.5", "85.00", "9999.99", "10000", "10000.00", " 85 "])(
  "takes the rate %j",
  (text) => {
    expect(faults(rate(), text)).toEqual([]);
  },
);

it.each(["-1", "10000.01", "85,50", "85.005", "1e3", ".5", "5.", "€85", "12345"])(
  "takes no rate %j",
  (text) => {
    expect(faults(rate(), text)).toHaveLength(1);
  },
);

it("takes addresses of profiles as the API does", () => {
  expect(faults(slug(), "ada-2")).toEqual([]);
  expect(faults(slug(), "")).toEqual([]);
  expect(faults(slug(), "a")).toEqual([["", "Use at least 2 characters."]]);
  expect(faults(slug(), "Ada")).toEqual([["", "Use small letters from a to z, digits and hyphens."]]);
});

it("says of a list what is wrong with each entry", () => {
  expect(faults(entries(), [{ value: "Rust" }, { value: " " }])).toEqual([
    ["1.value", "Fill this in, or remove it."],
  ]);
  expect(faults(entries(), Array(51).fill({ value: "Rust" }))).toEqual([["", "There can be at most 50."]]);
});

it("takes no name twice, as one of the two would be lost", () => {
  const rows = [
    { name: "github", value: "https://a.example" },
    { name: " github ", value: "https://b.example" },
  ];
  expect(faults(members(link(true)), rows)).toEqual([
    ["1.name", "This name is there twice. Choose another."],
  ]);
});
