/**
 * Runs one request at a time, in order, and skips to null every request that has a newer one behind it when its turn
 * comes. The last request is always run, and no answer comes after that of a newer request.
 */
export function latestWins<Request, Answer>(
  run: (request: Request) => Promise<Answer>,
): (request: Request) => Promise<Answer | null> {
  let newest = 0;
  let previous: Promise<unknown> = Promise.resolve();

  return (request) => {
    const ticket = ++newest;
    const answer = previous.then(() => (ticket === newest ? run(request) : null));
    previous = answer.catch(() => undefined);
    return answer;
  };
}
