/** A typed array that grows as it is filled. */
export class Growing<A extends Uint32Array | Float64Array> {
  readonly #make: (size: number) => A;
  #array: A;
  #length = 0;

  constructor(make: (size: number) => A) {
    this.#make = make;
    this.#array = make(1024);
  }

  push(value: number): void {
    if (this.#length === this.#array.length) {
      const larger = this.#make(2 * this.#array.length);
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.#length++] = value;
  }

  taken(): A {
    return this.#array.slice(0, this.#length) as A;
  }
}
