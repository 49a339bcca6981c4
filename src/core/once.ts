/**
 * A pure function that reckons its answer once for each object, and gives the same answer (the very object) whenever it is asked about that object
 * again. Answers are forgotten together with their object. Nothing of the object that the answer hangs on may change later.
 *
 * The readings of a run are such functions: several views ask for each of them with every token, and only what is new may cost time; and a view is drawn
 * anew only where the object that it is drawn from is another.
 * @param keyOf the part of what is given that the answer belongs to; by default what is given itself.
 */
// @__NO_SIDE_EFFECTS__
export function oncePer<Given extends object, Answer>(
  make: (given: Given) => Answer,
  keyOf: (given: Given) => object = (given) => given,
): (given: Given) => Answer {
  const known = new WeakMap<object, Answer>();
  return (given) => {
    const key = keyOf(given);
    const before = known.get(key);
    // An answer may be undefined.
    if (before !== undefined || known.has(key)) return before as Answer;
    const answer = make(given);
    known.set(key, answer);
    return answer;
  };
}
