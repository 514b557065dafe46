export type { Video } from "./make-video.ts";
export type { LoadMedia, Media } from "./media.ts";
export { openVideoStudio, type VideoStudio } from "./open.ts";
export type { WrittenVideoSettings } from "./settings.ts";
export { drawStill } from "./still.ts";
export { Storyboard, type WrittenStoryboard } from "./storyboard.ts";
