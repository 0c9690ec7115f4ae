// An element with its properties and children; a child that is text is shown letter by letter.
export function made(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
