import type { Metadata } from "next";
import { WordsPage } from "../../components/words/WordsPage";

const description =
  "The neighbourhood of any word, by exact cosine in the vectors that Titlecast reads titles with: neighbours, similarity, analogies and the odd one out.";

export const metadata: Metadata = {
  title: "Words",
  description,
  openGraph: { type: "website", siteName: "Titlecast", title: "Words · Titlecast", description },
};

export default function Page() {
  return <WordsPage />;
}
