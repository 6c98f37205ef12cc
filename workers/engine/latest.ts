/**
 * Runs one request at a time, in order, and skips to null every request that has a newer one behind it when its turn
 * comes. The last request is always run, and no answer comes after that of a newer request.
 * @param takeIn lets requests come in that have been sent and not yet been read.
 */
export function latestWins<Request, Answer>(
  run: (request: Request) => Promise<Answer>,
  takeIn: () => Promise<unknown> = nextTask,
): (request: Request) => Promise<Answer | null> {
  let newest = 0;
  let previous: Promise<unknown> = Promise.resolve();

  return (request) => {
    const ticket = ++newest;
    const answer = previous.then(takeIn).then(() => (ticket === newest ? run(request) : null));
    previous = answer.catch(() => undefined);
    return answer;
  };
}

/** A task of its own goes behind all messages that wait. A timer would too, but browsers hold timers back. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
