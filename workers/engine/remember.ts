/** Makes a value once per key and remembers the promise; a failed one is forgotten, so that asking again tries again. */
export class Remembered<Value> {
  private readonly promises = new Map<string, Promise<Value>>();

  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.promises.get(key);
    if (known) return known;
    const promise = make();
    this.promises.set(key, promise);
    promise.catch(() => this.promises.delete(key));
    return promise;
  }
}
