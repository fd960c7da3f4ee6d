interface ImportMetaEnv {
  /** Of Clerk's dashboard, "API keys". */
  readonly VITE_CLERK_PUBLISHABLE_KEY?: string;
  /** Where the profile API is; the page's own origin when it is missing. */
  readonly VITE_API_URL?: string;
}
