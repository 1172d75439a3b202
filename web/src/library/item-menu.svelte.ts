import type { Item } from '../api/types';

/** Which item's menu is open, where, and what gets the focus back; one for the whole page. */
class ItemMenu {
  item = $state.raw<Item | undefined>();
  place = $state('');
  /** From the first time on; before, nothing of it need be loaded. */
  wanted = $state(false);
  #origin: HTMLElement | undefined;

  /** Opens below the pointer; by the keyboard below what has the focus. */
  open(item: Item, event: MouseEvent, origin: HTMLElement | undefined): void {
    event.preventDefault();
    const box = origin?.getBoundingClientRect();
    const byKeyboard = event.clientX === 0 && event.clientY === 0;
    const x = byKeyboard && box ? box.left : event.clientX;
    const y = byKeyboard && box ? box.bottom : event.clientY;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(0, Math.min(x, clientWidth - width));
    const top = Math.max(0, Math.min(y, clientHeight - height));
    this.place = `${top}px auto auto ${left}px`;
    this.#origin = origin;
    this.wanted = true;
    this.item = item;
  }

  close(refocus: boolean): void {
    if (refocus) this.#origin?.focus();
    this.item = undefined;
  }
}

/** More than the menu takes, so that it never leaves the window. */
const width = 240;
const height = 300;

export const itemMenu = new ItemMenu();
