/** @type {import("next").NextConfig} */
export default {
  output: "export",
  // A sub-path of a host (`/titlecast` on GitHub Pages); empty at a host's root.
  basePath: process.env.NEXT_PUBLIC_BASE_PATH ?? "",
  // `words/index.html` rather than `words.html`: every static host resolves the former.
  trailingSlash: true,
  // The page of trainings reads this machine's own folder: it is for `npm run dev` alone.
  pageExtensions: process.env.NODE_ENV === "development" ? ["dev.tsx", "tsx", "ts"] : ["tsx", "ts"],
  images: { unoptimized: true },
  // `npm test` checks every room under its own tsconfig; once is enough.
  typescript: { ignoreBuildErrors: true },
};
