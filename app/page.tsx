import { ScorePage } from "../components/score/ScorePage";

export default function Page() {
  return <ScorePage />;
}
