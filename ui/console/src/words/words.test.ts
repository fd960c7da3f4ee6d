import { ProfileApiError, ProfileConnectionError } from "@buildappswith/profile-sync-react";
import { apiError } from "../../test/apiError.ts";
import { fieldName, fieldValue } from "./fields.ts";
import { isNotFound, wordsOf } from "./problems.ts";
import { between, lengthOf, madeAt, shortTime } from "./times.ts";

test("fields have names for people", () => {
  expect(fieldName("emailVerifiedAt")).toBe("Email verified at");
  expect(fieldName("builder.topSkills")).toBe("Builder: top skills");
  expect(fieldName("client.companyName")).toBe("Client: company");
  expect(fieldName("somethingNew")).toBe("Something new");
});

test("a moment in milliseconds is shown as a time, and nothing else is", () => {
  expect(fieldValue("emailVerifiedAt", "1577836800000")).toMatch(/^\d{1,2} \w{3} 20\d\d, /);
  expect(fieldValue("name", "1577836800000")).toBe("1577836800000");
  expect(fieldValue("deletedAt", null)).toBeNull();
});

test("a length of time is said in its largest unit", () => {
  expect([0, 350, 1240, 61_000, 240_000, 3 * 3_600_000, 50 * 3_600_000].map(lengthOf)).toEqual([
    "0 ms",
    "350 ms",
    "1.2 s",
    "61 s",
    "4 min",
    "3 h",
    "2 days",
  ]);
});

test("times of other years carry the year", () => {
  expect(shortTime("2020-11-26T14:00:05.000Z")).toBe("26 Nov 2020, 14:00:05");
  const thisYear = new Date().getFullYear();
  expect(shortTime(`${thisYear}-11-26T14:00:05.000Z`)).toBe("26 Nov, 14:00:05");
  expect(between("2020-11-26T14:00:05.000Z", "2020-11-26T14:00:06.500Z")).toBe(1500);
});

test("a ULID says when it was made, and other ids don't", () => {
  expect(madeAt("01ARZ3NDEKTSV4RRFFQ69G5FAV")).toBe(1_469_922_850_259);
  expect(madeAt("usr_liam")).toBeNull();
});

test("every kind of error says what to do", () => {
  expect(wordsOf(apiError(503, "unavailable")).advice).toContain("Server errors");
  expect(wordsOf(apiError(429, "throttled")).advice).toContain("Wait");
  expect(wordsOf(apiError(418, "teapot"))).toEqual({
    title: "teapot in words",
    advice: "what to do about teapot",
  });
  expect(wordsOf(new ProfileConnectionError("down")).title).toBe("The API does not answer");
  expect(wordsOf(new Error("because")).advice).toBe("because");
  expect(wordsOf("odd").advice).toContain("reload");
});

test("a lost answer to an action promises nothing, and says where to look first", () => {
  const lost = { title: "Nobody knows whether it was done", advice: "The answer was lost. Look first." };
  expect(wordsOf(new ProfileConnectionError("down"), "Look first.")).toEqual(lost);
  // API Gateway waits for thirty seconds, and then answers for the API.
  const cutOff = new ProfileApiError({ status: 503, headers: new Headers() }, { message: "…" });
  expect(wordsOf(cutOff, "Look first.")).toEqual(lost);
  expect(wordsOf(apiError(503, "unavailable"), "Look first.").title).toContain("can't answer");
});

test("only a 404 is not found", () => {
  expect(isNotFound(apiError(404, "not_found"))).toBe(true);
  expect(isNotFound(apiError(403, "forbidden"))).toBe(false);
});
