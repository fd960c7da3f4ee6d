import { expect, it } from "vitest";
import { fieldAt } from "./pointer.ts";

const values = {
  bio: "",
  topSkills: [{ value: "Rust" }],
  portfolioItems: [
    { title: "a", url: "" },
    { title: "b", url: "" },
    { title: "c", url: "" },
  ],
  socialLinks: [
    { name: "github", value: "" },
    { name: " a/b~c ", value: "" },
    { name: "0", value: "" },
  ],
};

it.each([
  ["/bio", "bio"],
  ["/topSkills", "topSkills.root"],
  ["/topSkills/0", "topSkills.0.value"],
  ["/topSkills/7", "topSkills.root"],
  ["/portfolioItems/2/url", "portfolioItems.2.url"],
  ["/portfolioItems/1", "portfolioItems.1.title"],
  ["/socialLinks/github", "socialLinks.0.value"],
  ["/socialLinks/a~1b~0c", "socialLinks.1.value"],
  ["/socialLinks/0", "socialLinks.2.value"],
  ["/socialLinks/gone", "socialLinks.root"],
])("finds the field of %s", (pointer, field) => {
  expect(fieldAt(pointer, values)).toBe(field);
});

it.each(["", "/", "/pay", "/toString", "/constructor/name"])("finds none for %j", (pointer) => {
  expect(fieldAt(pointer, values)).toBeUndefined();
});
