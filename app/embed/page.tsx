import type { Metadata } from "next";
import { EmbedPage } from "../../components/embed/EmbedPage";

const description = "The forecast of one title, to stand inside another page. It is made in the reader's own browser.";

export const metadata: Metadata = {
  title: "Embedded forecast",
  description,
  // What it shows is in the address after `#`, which no search engine keeps.
  robots: { index: false },
  openGraph: { type: "website", siteName: "Titlecast", title: "Embedded forecast · Titlecast", description },
};

export default function Page() {
  return <EmbedPage />;
}
