// A piece of a page, cut by the browser out of the page's picture.
export function crop(letter, page, box, { wide = 0.3, tall = 0.02 } = {}) {
  const frame = document.createElement("span");
  frame.className = "crop";
  frame.hidden = true;
  const [x0, y0, x1, y1] = box;
  const w = Math.min(1, Math.max(x1 - x0 + 0.04, wide));
  const h = Math.min(1, Math.max(y1 - y0 + 0.012, tall));
  const left = Math.max(0, Math.min(1 - w, (x0 + x1 - w) / 2));
  const top = Math.max(0, Math.min(1 - h, (y0 + y1 - h) / 2));
  const picture = new Image();
  picture.alt = "";
  picture.addEventListener("load", () => {
    const across = Math.min(560, frame.parentElement?.clientWidth || 560, picture.naturalWidth * w);
    const scale = across / (picture.naturalWidth * w);
    frame.hidden = false;
    frame.style.width = `${across}px`;
    frame.style.height = `${picture.naturalHeight * h * scale}px`;
    picture.style.width = `${picture.naturalWidth * scale}px`;
    picture.style.left = `${-left * picture.naturalWidth * scale}px`;
    picture.style.top = `${-top * picture.naturalHeight * scale}px`;
  });
  picture.addEventListener("error", () => frame.remove());
  picture.src = `/api/letters/${letter}/pages/${page}.webp`;
  frame.append(picture);
  return frame;
}
