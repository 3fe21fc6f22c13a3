// What a picture of a part of a page shows, read back by the browser itself.

/**
 * Which pixels of a picture (PNG octets) are not of the colour of its corner, row by row, drawn on a
 * page of its own: that of the dashboard lets no picture in.
 */
export async function inked(blank, png) {
  return blank.evaluate(async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const ground = canvas.getContext('2d');
    ground.drawImage(picture, 0, 0);
    const { data } = ground.getImageData(0, 0, picture.width, picture.height);
    const kApart = 96; // summed over red, green and blue
    const out = [];
    for (let at = 0; at < data.length; at += 4)
      out.push([0, 1, 2].reduce((sum, part) => sum + Math.abs(data[at + part] - data[part]), 0) > kApart);
    return out;
  }, `data:image/png;base64,${png.toString('base64')}`);
}

/** How many pixels differ between two pictures of the same kind. */
export const apart = (one, other) => one.filter((ink, at) => ink !== (other[at] ?? false)).length;

/** Contrast of two colours as getComputedStyle writes them. Source: WCAG 2.2. */
export function contrast(one, other) {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
