import { openSidebar } from "./editor/sidebar.ts";

RED.plugins.registerPlugin("belle-histoire-journey", {
  onadd() {
    openSidebar();
  },
});
