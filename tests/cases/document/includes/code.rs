fn a() {
    let x = 1;
    let y = 2;
    // ANCHOR: here
    let z = 3;
    // ANCHOR_END: here
}
