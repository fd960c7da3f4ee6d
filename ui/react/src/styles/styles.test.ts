// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL("./", import.meta.url);
const sheets = readdirSync(folder).filter((it) => it.endsWith(".css"));
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const tokens = new Map(
  [...read("tokens.css").matchAll(/--_ps-([\w-]+): .*light-dark\((#\w+), (#\w+)\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

/** Relative luminance of a colour such as #0f766e. Source: WCAG 2.2. */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((it) =>
    it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("colours of the %s theme", (theme) => {
  const of = (name: string) => tokens.get(name)?.[theme] ?? "";

  it.each([
    ["text", "surface"],
    ["text", "sunken"],
    ["text", "accent-soft"],
    ["text", "danger-soft"],
    ["text", "warning-soft"],
    ["muted", "surface"],
    ["muted", "sunken"],
    ["muted", "danger-soft"],
    ["accent", "surface"],
    ["accent", "sunken"],
    ["on-accent", "accent"],
    ["on-accent", "accent-strong"],
    ["accent-strong", "accent-soft"],
    ["danger", "surface"],
    ["danger", "sunken"],
    ["danger", "danger-soft"],
    ["warning", "warning-soft"],
    ["warning", "surface"],
  ])("%s on %s can be read (AA)", (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["edge", "surface"],
    ["edge", "sunken"],
    ["accent", "accent-soft"],
  ])("%s on %s can be told apart", (line, ground) => {
    expect(contrast(of(line), of(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe.each(sheets)("%s", (name) => {
  const css = read(name).replace(/\/\*[\s\S]*?\*\//g, "");
  const selectors = [...css.matchAll(/([^{}]+)\{/g)]
    .map(([, it = ""]) => it.trim())
    .filter((it) => !it.startsWith("@") && it !== "to");

  it("styles nothing of the host's", () => {
    const parts = selectors.flatMap((it) => it.split(/,(?![^(]*\))/)).map((it) => it.trim());
    const ours = /^(?:textarea)?\.ps-|^:where\(\[data-ps-theme="\w+"\]\)$/;
    expect(parts.filter((it) => !ours.test(it))).toEqual([]);
  });

  it("gives the element that chooses a theme nothing but the choice", () => {
    const chosen = [...css.matchAll(/data-ps-theme[^{]*\{([^}]*)\}/g)].map(([, it = ""]) => it.trim());
    expect(chosen.filter((it) => !/^--_ps-scheme: \w+;$/.test(it))).toEqual([]);
  });

  it("names no colour but in the tokens", () => {
    if (name !== "tokens.css") expect(css).not.toMatch(/#[\da-f]{3,8}\b|rgb|hsl/i);
  });

  it("moves only for those who want it", () => {
    if (/transition|animation/.test(css)) expect(css).toContain("prefers-reduced-motion: reduce");
  });
});
