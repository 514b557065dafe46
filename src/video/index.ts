export type { Video } from "./make-video.ts";
export type { LoadMedia, Media } from "./media.ts";
export { type Order, openVideoStudio, type VideoStudio } from "./open.ts";
export { VideoSettings, type WrittenVideoSettings } from "./settings.ts";
export { Storyboard, type WrittenStoryboard } from "./storyboard.ts";
