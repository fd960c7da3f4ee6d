import "./styles/console.css";
import "@buildappswith/profile-sync-react/styles.css";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { CannotStart } from "./app/CannotStart.tsx";
import { Console } from "./app/Console.tsx";
import { loadConfig } from "./config/config.ts";
import { Opening } from "./parts/Opening.tsx";

const place = document.getElementById("root");
if (place) {
  const root = createRoot(place);
  root.render(<Opening />);
  loadConfig().then(
    (config) =>
      root.render(
        <BrowserRouter>
          <Console config={config} />
        </BrowserRouter>,
      ),
    (error: unknown) => root.render(<CannotStart error={error} />),
  );
}
