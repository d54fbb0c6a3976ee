const button = document.querySelector('#wind');
button.addEventListener('click', () => {
  const runs = button.getAttribute('aria-pressed') === 'true';
  button.setAttribute('aria-pressed', String(!runs));
  document.querySelector('#state').textContent = runs ? 'It stands.' : 'It runs.';
});
