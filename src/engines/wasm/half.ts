// float16 and bfloat16, which JavaScript's typed arrays do not all know.

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The bits of the nearest float16, of two as near the even one. What lies beyond 65,504 becomes infinite. */
export function halfBits(value: number): number {
  float[0] = value;
  const whole = bits[0] ?? 0;
  const sign = (whole >>> 16) & 0x80_00;
  const exponent = ((whole >>> 23) & 0xff) - 112;
  const mantissa = whole & 0x7f_ff_ff;
  if (exponent > 142) return sign | (mantissa === 0 ? 0x7c_00 : 0x7e_00);
  if (exponent >= 31) return sign | 0x7c_00;
  if (exponent <= 0) {
    // Below 2⁻¹⁴: no leading one is implied, and what is dropped is more.
    if (exponent < -10) return sign;
    return sign | rounded(mantissa | 0x80_00_00, 14 - exponent);
  }
  // A carry out of the mantissa goes into the exponent, as it should.
  return sign | ((exponent << 10) + rounded(mantissa, 13));
}

/** A number without its lowest bits, to the nearest and of two as near the even one. */
function rounded(value: number, dropped: number): number {
  const kept = value >>> dropped;
  const rest = value & (2 ** dropped - 1);
  const middle = 2 ** (dropped - 1);
  return rest > middle || (rest === middle && kept % 2 === 1) ? kept + 1 : kept;
}

/** What a float16's bits mean. */
export function halfValue(half: number): number {
  const sign = half & 0x80_00 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3_ff;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1024 + mantissa) * 2 ** (exponent - 25);
}

/** What a bfloat16's bits mean: the upper half of a float32. */
export function brainValue(upper: number): number {
  bits[0] = upper << 16;
  return float[0] ?? 0;
}
