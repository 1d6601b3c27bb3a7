import { defineConfig } from "vite";

/** `node build.js --out DIR` says where to; `npm run dev` beside a running `vicino explore --port 8181` asks that one. */
export default defineConfig({
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { proxy: { "/api": "http://127.0.0.1:8181" } },
});
