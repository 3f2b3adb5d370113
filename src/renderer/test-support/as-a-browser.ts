/**
 * Runs before each file of tests of the page: where happy-dom differs from browsers in what the page's libraries ask
 * for all the time.
 */

// An element as a string is its markup there. Popper asks every element whether it is `[object Window]`, several times
// for each key that is pressed, and the markup of the whole page is a fifth of a test's time.
Element.prototype.toString = function toString(this: Element) {
  return `[object ${this.constructor.name}]`
}
