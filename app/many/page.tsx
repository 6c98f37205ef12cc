import type { Metadata } from "next";
import { ManyPage } from "../../components/many/ManyPage";

const description =
  "Score a whole list of titles at once: a CSV, TSV or text file of up to 100,000, forecast in your browser. Nothing is uploaded.";

export const metadata: Metadata = {
  title: "Many",
  description,
  openGraph: { type: "website", siteName: "Titlecast", title: "Many · Titlecast", description },
};

export default function Page() {
  return <ManyPage />;
}
