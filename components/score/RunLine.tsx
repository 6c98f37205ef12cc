"use client";

import { memo, useState } from "react";
import type { Forecast } from "../../lib/forecast";
import type { Manifest } from "../../lib/release/manifest";
import type { EngineStatus } from "../../workers/engine/api";
import { sayBytes, sayDuration } from "../phrases";
import { RunDetails } from "./RunDetails";

interface Props {
  readonly manifest: Manifest;
  readonly predictor: string;
  readonly status: EngineStatus;
  readonly forecast: Forecast | null;
  readonly online: boolean;
  readonly onOpen: () => void;
}

/** What ran where, in one line that opens to details. */
export const RunLine = memo(function RunLine({ manifest, predictor, status, forecast, online, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const parts = [
    forecast?.timing.backend ?? status.backend,
    forecast === null ? "ready" : sayDuration(forecast.timing.total),
    `model ${manifest.release}`,
    sayBytes(manifest.predictors[predictor].file.bytes),
    online ? "nothing left this device" : "offline, and still forecasting",
  ];
  return (
    <details
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
        if (event.currentTarget.open) onOpen();
      }}
    >
      <summary className="label py-1 hover:text-accent">
        {parts.join(" · ")} · <span className="quiet">{open ? "less" : "details"}</span>
      </summary>
      {open && <RunDetails manifest={manifest} predictor={predictor} status={status} forecast={forecast} />}
    </details>
  );
});
