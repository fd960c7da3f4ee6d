import { ConfigError, loadConfig, readConfig } from "./config.ts";

test("a simulator's address makes a local console", () => {
  const config = readConfig({ apiUrl: "/", simulatorUrl: "/clerk", demoUrl: "http://localhost:5173/" });
  expect(config).toEqual({
    kind: "local",
    apiUrl: "/",
    simulatorUrl: "/clerk",
    demoUrl: "http://localhost:5173/",
  });
});

test("a publishable key makes a console with Clerk", () => {
  const config = readConfig({ apiUrl: "https://api.example.com", clerkPublishableKey: "pk_test_1" });
  expect(config).toEqual({
    kind: "clerk",
    apiUrl: "https://api.example.com",
    clerkPublishableKey: "pk_test_1",
  });
});

test.each([null, 3, {}, { apiUrl: "/" }, { simulatorUrl: "/clerk" }, { apiUrl: 3, simulatorUrl: "/clerk" }])(
  "%j says too little, and the error says what is missing",
  (value) => {
    expect(() => readConfig(value)).toThrow(ConfigError);
    expect(() => readConfig(value)).toThrow(/apiUrl.*clerkPublishableKey.*simulatorUrl/);
  },
);

test("a missing file is told apart from a wrong one", async () => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
  await expect(loadConfig()).rejects.toThrow("There is no config.json");

  vi.stubGlobal("fetch", async () => new Response("<!doctype html>"));
  await expect(loadConfig()).rejects.toThrow("says too little");
});
