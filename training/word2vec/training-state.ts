/** How far a training has come. */
export interface TrainingState {
  /** Blocks that are done, over all epochs, in the order of the training's turns. */
  readonly place: number;
  /** Words that are done, over all epochs, dropped ones included. */
  readonly words: number;
  /** Loss of the measured windows so far, summed: nats for each predicted word. */
  readonly loss: number;
  /** How many windows were measured. */
  readonly measured: number;
}

export const START: TrainingState = { place: 0, words: 0, loss: 0, measured: 0 };

/** A training that runs beside this thread, on threads or on another device, and moves the weights of a `SharedModel`. */
export interface RunningTraining {
  /** How far it is now. */
  readonly state: () => TrainingState;
  /** Comes to rest between two blocks; then the weights are those of the state that comes back. */
  readonly pause: () => Promise<TrainingState>;
  readonly resume: () => void;
  /** Fulfilled when all is done; rejected when a thread fails. */
  readonly finished: Promise<void>;
}
