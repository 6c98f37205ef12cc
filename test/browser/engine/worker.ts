/** The engine's worker, with its GPU devices in the test's hands. */
import "./devices";
import "../../../workers/engine/worker";
