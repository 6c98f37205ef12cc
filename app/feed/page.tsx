import type { Metadata } from "next";
import { FeedPage } from "../../components/feed/FeedPage";

const description =
  "Accept what you would read and reject the rest: a small model of your taste re-ranks your posts with every click, in your browser alone.";

export const metadata: Metadata = {
  title: "Feed",
  description,
  openGraph: { type: "website", siteName: "Titlecast", title: "Feed · Titlecast", description },
};

export default function Page() {
  return <FeedPage />;
}
