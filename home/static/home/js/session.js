import "./core_gaps/date_picker.js";
import { AutosaveController } from "./editor/autosave.js";
import { SessionController } from "./editor/session.js";

const { app } = window.wagtail;
app.register("home-autosave", AutosaveController);
app.register("home-session", SessionController);
