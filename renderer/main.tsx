import { createRoot } from "react-dom/client";
import "./desk/styles.ts";
import { attendHost } from "./desk/events.ts";
import { Screen } from "./desk/screen.tsx";

const root = document.getElementById("desk");
if (root === null) throw new TypeError("index.html lacks #desk.");
createRoot(root).render(<Screen />);
void attendHost();
