import { BehindController } from "./editor/behind.js";
import { CopyController } from "./editor/copy.js";
import { CountController } from "./editor/count.js";
import { PairsController } from "./editor/align_pairs.js";
import { PasteController } from "./editor/paste.js";
import { PreviewController } from "./editor/preview.js";
import { ViewController } from "./editor/view.js";

const { app } = window.wagtail;
app.register("home-behind", BehindController);
app.register("home-copy", CopyController);
app.register("home-count", CountController);
app.register("home-pairs", PairsController);
app.register("home-paste", PasteController);
app.register("home-preview", PreviewController);
app.register("home-view", ViewController);
