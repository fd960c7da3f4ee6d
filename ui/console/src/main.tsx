import "./styles/console.css";
import "@buildappswith/profile-sync-react/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { Boundary, Broken } from "./app/Boundary.tsx";
import { CannotStart } from "./app/CannotStart.tsx";
import { Console } from "./app/Console.tsx";
import { loadConfig } from "./config/config.ts";
import { Alone } from "./parts/Alone.tsx";
import { Opening } from "./parts/Opening.tsx";

const BROKEN = (
  <Alone title="The console broke">
    <Broken />
  </Alone>
);

const place = document.getElementById("root");
if (place) {
  const root = createRoot(place);
  root.render(<Opening />);
  loadConfig().then(
    (config) =>
      root.render(
        <StrictMode>
          <Boundary fallback={BROKEN}>
            <BrowserRouter>
              <Console config={config} />
            </BrowserRouter>
          </Boundary>
        </StrictMode>,
      ),
    (error: unknown) => root.render(<CannotStart error={error} />),
  );
}
