import "@fontsource-variable/inter/wght.css";
import "./style/tokens.css";
import "./style/controls.css";
import "./style/layout.css";
import "./style/map.css";
import "./style/query.css";
import "./style/neighbours.css";
import "./style/panels.css";
import { render } from "preact";
import { App } from "./app";

render(<App />, document.getElementById("app")!);
