/* <cost-calculator>: adds up the rates of its table for the reader's own numbers. */
(() => {
  'use strict';

  const dollars = (amount) => {
    const digits = Number.isInteger(amount) ? 0 : 2;
    return `$${amount.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
  };

  /* "30:11,:30" is 11 each for the first 30, and 30 for each one after. */
  const readTiers = (text) => text.split(',').map((tier) => {
    const [upTo, price] = tier.split(':');
    return { upTo: upTo ? Number(upTo) : Infinity, price: Number(price) };
  });

  class CostCalculator extends HTMLElement {
    /* What `count` units cost. */
    static price(count, tiers) {
      let sum = 0;
      let from = 0;
      for (const { upTo, price } of tiers) {
        sum += Math.max(0, Math.min(count, upTo) - from) * price;
        from = upTo;
      }
      return sum;
    }

    connectedCallback() {
      if (this.groups) return;
      this.total = this.querySelector('[data-part="total"] strong');
      this.groups = [...this.querySelectorAll('tbody')].map((body) => ({
        sum: body.querySelector('[data-part="group-sum"]'),
        rows: [...body.querySelectorAll('tr[data-tiers]')].map((row) => ({
          input: row.querySelector('input'),
          sum: row.querySelector('[data-part="sum"]'),
          tiers: readTiers(row.dataset.tiers),
        })),
      }));
      for (const part of this.querySelectorAll('[hidden]')) part.hidden = false;
      for (const part of this.querySelectorAll('[data-part="told"]')) part.hidden = true;
      this.addEventListener('input', () => this.add());
      this.add();
    }

    add() {
      const total = this.groups.reduce((sum, group) => sum + this.addGroup(group), 0);
      this.total.textContent = dollars(total);
    }

    addGroup({ sum, rows }) {
      let total = 0;
      for (const row of rows) {
        const count = Math.min(Math.max(Math.floor(Number(row.input.value) || 0), 0), Number(row.input.max));
        const price = CostCalculator.price(count, row.tiers);
        row.sum.textContent = dollars(price);
        total += price;
      }
      sum.textContent = dollars(total);
      return total;
    }
  }

  customElements.define('cost-calculator', CostCalculator);
})();
