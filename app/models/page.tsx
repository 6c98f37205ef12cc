import type { Metadata } from "next";
import { ModelsPage } from "../../components/models/ModelsPage";

const description =
  "How good Titlecast's forecasts are, beside every baseline, with intervals: calibration, confusion, ROC and lift, what each input is worth, and how much of a score is luck.";

export const metadata: Metadata = {
  title: "Models",
  description,
  openGraph: { type: "website", siteName: "Titlecast", title: "Models · Titlecast", description },
};

export default function Page() {
  return <ModelsPage />;
}
