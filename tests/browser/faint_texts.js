// The texts of a page that stand out from what is behind them by less than WCAG 2.2, 1.4.3, asks for.
() => {
  const parts = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const over = (front, alpha, back) => front.map((one, place) => alpha * one + (1 - alpha) * back[place]);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { rgb, alpha } = parts(getComputedStyle(one).backgroundColor);
      if (alpha > 0) return rgb;
    }
    return [255, 255, 255];
  };
  // What is behind a text in a picture: the last shape drawn before it that it stands on, and every one that it touches.
  const grounds = (text, svg) => {
    const box = text.getBoundingClientRect();
    let found = [behind(svg)];
    for (const shape of svg.querySelectorAll('rect, circle, path')) {
      const style = getComputedStyle(shape);
      if (style.fill === 'none' || !(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const around = shape.getBoundingClientRect();
      const apart = around.right <= box.left + 1 || around.left >= box.right - 1 || around.bottom <= box.top + 3 || around.top >= box.bottom - 3;
      if (apart) continue;
      const { rgb, alpha } = parts(style.fill);
      const painted = found.map((one) => over(rgb, alpha * style.opacity * style.fillOpacity, one));
      const whole = around.left <= box.left + 1 && around.right >= box.right - 1 && around.top <= box.top + 3 && around.bottom >= box.bottom - 3;
      found = whole ? painted : [...found, ...painted];
    }
    return found;
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data.trim()).join(' ').trim();
    if (!text || ['title', 'desc', 'style', 'script'].includes(element.localName)) continue;
    const style = getComputedStyle(element);
    const svg = element.closest('svg');
    const front = parts(svg ? style.fill : style.color).rgb;
    const size = parseFloat(style.fontSize);
    const wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const least = Math.min(...(svg ? grounds(element, svg) : [behind(element)]).map((one) => ratio(front, one)));
    if (least < wanted) faint.push(`${text.slice(0, 60)}: ${least.toFixed(2)}`);
  }
  return faint;
}
