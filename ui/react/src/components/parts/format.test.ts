import { expect, it } from "vitest";
import { formatDay, formatDecimal, formatPrice, shortAddress } from "./format.ts";

it("writes a day in UTC, the same on a server and in a browser", () => {
  expect(formatDay("2026-11-26T23:59:59.999Z")).toBe("November 26, 2026");
});

it("writes decimals without needless zeros", () => {
  expect(formatDecimal("4.90")).toBe("4.9");
  expect(formatDecimal("5.00")).toBe("5");
});

it("writes a price with the host's currency, or as a number", () => {
  expect(formatPrice("1085.5", "EUR")).toBe("€1,085.50");
  expect(formatPrice("85.00", undefined)).toBe("85.00");
});

it("shortens an address to what tells it from others", () => {
  expect(shortAddress("https://www.example.com/notes/?utm=1#top")).toBe("example.com/notes");
});
