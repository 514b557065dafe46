import { addStyle } from "../shared/editor-form.ts";
import help from "./editor/help.css";
import { openSidebar } from "./editor/sidebar.ts";

RED.plugins.registerPlugin("belle-histoire-journey", {
  onadd() {
    // Help is looked at without a form or the sidebar's tab in sight.
    addStyle("belle-help-style", help);
    openSidebar();
  },
});
